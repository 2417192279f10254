import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import proto, { type temporal } from '@temporalio/proto';

const { History } = proto.temporal.api.history.v1;
export type RecordedHistory = temporal.api.history.v1.IHistory;

const FOLDER = fileURLToPath(new URL('../histories/', import.meta.url));

/** Removes the identity of the recording machine. */
const anonymous = (key: string, value: unknown) => (key === 'identity' ? 'recorder' : value);

export function writeHistory(name: string, history: RecordedHistory): void {
  const plain = History.toObject(History.fromObject(history), {
    longs: String,
    enums: String,
    bytes: String,
  });
  writeFileSync(`${FOLDER}${name}.json`, `${JSON.stringify(plain, anonymous, 1)}\n`);
}

export function historyNames(): string[] {
  return readdirSync(FOLDER)
    .flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []))
    .sort();
}

/** The file as text: as recorded, with payloads in base64. */
export function readHistoryText(name: string): string {
  return readFileSync(`${FOLDER}${name}.json`, 'utf8');
}

export function parseHistory(text: string): RecordedHistory {
  return History.fromObject(JSON.parse(text) as Record<string, unknown>);
}
