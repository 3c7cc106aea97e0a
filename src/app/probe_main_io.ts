/** The short-lived child that asks for the GPU adapter and prints what it is as one line of JSON. */
import { probeGpu } from "../render/mod_io.ts";

if (import.meta.main) {
  const probe = await probeGpu();
  console.log(JSON.stringify(probe.ok ? probe.value : { name: "", isFallback: true }));
}
