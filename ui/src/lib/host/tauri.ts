import { Channel, invoke } from "@tauri-apps/api/core";
import { getCurrentWebview } from "@tauri-apps/api/webview";
import type { Host } from "./host";
import type { Progress } from "./types";

/** The engine behind the shell's commands. */
export const tauri: Host = {
  start: () => invoke("start"),
  pick: (what) => invoke("pick", { what }),
  onDrop: (handler, hover) =>
    getCurrentWebview().onDragDropEvent(({ payload }) => {
      hover(payload.type === "enter" || payload.type === "over");
      if (payload.type === "drop") handler(payload.paths);
    }),
  add: (paths) => invoke("add", { paths }),
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
  forget: () => invoke("forget"),
};
