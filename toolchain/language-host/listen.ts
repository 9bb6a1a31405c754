import * as grpc from "@grpc/grpc-js";

/** Largest message in either direction, in bytes: the engine's own limit. */
const LIMIT = 400 * 1024 * 1024;

export const MESSAGE_SIZE: grpc.ChannelOptions = {
  "grpc.max_receive_message_length": LIMIT,
  "grpc.max_send_message_length": LIMIT,
};

/** Binds `server` to a free port of the loopback interface and returns the port. */
export function listen(server: grpc.Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
