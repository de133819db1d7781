import { Channel, invoke } from "@tauri-apps/api/core";
import type { Host } from "./host";
import type { Drag, Progress } from "./types";

/** The engine behind the shell's commands. */
export const tauri: Host = {
  start: () => invoke("start"),
  pick: (what) => invoke("pick", { what }),
  onDrag: (handler) => {
    const channel = new Channel<Drag>();
    channel.onmessage = handler;
    return invoke("watch_drags", { channel });
  },
  unlock: (key, password) => invoke("unlock", { key, password }),
  leaveOut: (key) => invoke("leave_out", { key }),
  importAll: (progress) => {
    const channel = new Channel<Progress>();
    channel.onmessage = progress;
    return invoke("import_all", { channel });
  },
  cancel: () => invoke("cancel"),
  openPersona: (id) => invoke("open_persona", { id }),
  rows: (observer, claim, value, step, from) => invoke("rows", { observer, claim, value, step, from }),
  row: (origin) => invoke("row", { origin }),
  proof: () => invoke("proof"),
  witness: () => invoke("witness"),
  forget: () => invoke("forget"),
};
