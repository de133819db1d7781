// whatsapp-chat-parser on one file: `whatsapp.mjs PACKAGE FILE`.
import { readFileSync, readSync } from "node:fs";
import { createRequire } from "node:module";

const [, , home, file] = process.argv;
const { parseString } = createRequire(import.meta.url)(home);
const wait = () => readSync(0, Buffer.alloc(8));

console.log("ready");
wait();
let count = 0;
for (const message of parseString(readFileSync(file, "utf8"))) {
  if (message.date && message.author !== undefined && message.message !== undefined) count += 1;
}
console.log(count);
wait();
