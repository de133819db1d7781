import { Channel, invoke } from "@tauri-apps/api/core";
import type { Host } from "./host";
import type { News, Progress } from "./types";

/** The engine behind the shell's commands. */
export const tauri: Host = {
  start: () => invoke("start"),
  pick: (what) => invoke("pick", { what }),
  watch: (handler) => {
    const channel = new Channel<News>();
    channel.onmessage = handler;
    return invoke("watch", { channel });
  },
  change: (key, change) => invoke("change", { key, change }),
  importAll: (scratch, progress) => {
    const channel = new Channel<Progress>();
    channel.onmessage = progress;
    return invoke("import_all", { channel, scratch });
  },
  keep: () => invoke("keep"),
  cancel: () => invoke("cancel"),
  delete: (archive) => invoke("delete", { archive }),
  undo: () => invoke("undo"),
  save: (kept, language) => invoke("save", { kept, language }),
  openPersona: (id) => invoke("open_persona", { id }),
  rows: (behind, from) => invoke("rows", { behind, from }),
  people: () => invoke("people"),
  judge: (one, other, same) => invoke("judge", { one, other, same }),
  proof: () => invoke("proof"),
  witness: () => invoke("witness"),
  forget: (how) => invoke("forget", { how }),
  passphrase: (language, typed) => invoke("passphrase", { language, typed }),
  makeVault: (language, passphrase, carry) => invoke("make_vault", { language, passphrase, carry }),
  chooseVault: () => invoke("choose_vault"),
  openVault: (passphrase) => invoke("open_vault", { passphrase }),
  changePassphrase: (now, next) => invoke("change_passphrase", { now, next }),
  wipeVault: (name) => invoke("wipe_vault", { name }),
  autoLock: (idle, sleep, screen) => invoke("auto_lock", { idle, sleep, screen }),
  active: () => invoke("active"),
};
