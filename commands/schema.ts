import { stackFileSchema } from "../components/model/stack-file-schema";
import { PROJECT_NAME } from "./workspace";

/** `npm run -s schema`: prints the JSON Schema of a stack file, for editors. */
process.stdout.write(`${JSON.stringify(stackFileSchema(PROJECT_NAME), null, 2)}\n`);
