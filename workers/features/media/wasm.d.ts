/** Wrangler and Vitest give a `.wasm` file as a compiled module: Workers compile none at run time. */
declare module "*.wasm" {
  const compiled: WebAssembly.Module;
  export default compiled;
}
