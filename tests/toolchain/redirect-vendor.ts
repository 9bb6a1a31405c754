/**
 * Loaded into the process under test before it starts: asks the loopback address in `VENDOR_SITE` where the product
 * asks the vendor, and finds no such host when that is not set. No test reaches the vendor's real site.
 */
const realFetch = globalThis.fetch;
const site = process.env["VENDOR_SITE"];

globalThis.fetch = (input, init) => {
  const { hostname, pathname } = new URL(input instanceof Request ? input.url : input);
  return site
    ? realFetch(new URL(pathname, site), init)
    : Promise.reject(new TypeError("fetch failed", { cause: new Error(`getaddrinfo ENOTFOUND ${hostname}`) }));
};
