// What this device keeps, in IndexedDB: the outbox, what the owner wants at hand, and a few settings.

const NAME = "keepwarm";
let opening;

const opened = () =>
  (opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("outbox", { keyPath: "sequence", autoIncrement: true });
      asked.result.createObjectStore("kept");
      asked.result.createObjectStore("settings");
    };
    asked.onsuccess = () => {
      const close = () => ((opening = undefined), asked.result.close());
      asked.result.onversionchange = close;
      asked.result.onclose = () => (opening = undefined);
      resolve(asked.result);
    };
    asked.onerror = () => ((opening = undefined), reject(asked.error));
  }));

const transact = async (store, mode, act) => {
  const database = await opened();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const asked = act(transaction.objectStore(store));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onabort = () => reject(transaction.error);
  });
};

// Done once the device has written it down: only then may a screen say that it is kept.
export const change = (store, act) => transact(store, "readwrite", act);
export const read = (store, act) => transact(store, "readonly", act);

export const find = (store, key) => read(store, (held) => held.get(key));
export const put = (store, key, value) => change(store, (held) => held.put(value, key));
export const drop = (store, key) => change(store, (held) => held.delete(key));
export const entries = () => read("outbox", (held) => held.getAll());

// What belongs to the book goes; what was not sent yet stays.
export const forget = () => change("kept", (held) => held.clear());
