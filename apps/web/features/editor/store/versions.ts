import type { EditorActions, FlowVersion } from '../actions.ts';
import { differenceOf } from './compare.ts';
import { toDocument, type FlowDocument } from './document.ts';

/** Published versions of a flow. Their list is asked anew each time; what one looked like never changes and is asked once. */
export interface Versions {
  readonly list: () => Promise<readonly FlowVersion[]>;
  readonly read: (number: number) => Promise<FlowDocument>;
}

export function createVersions({
  listVersions,
  readVersion,
}: Pick<EditorActions, 'listVersions' | 'readVersion'>): Versions {
  const known = new Map<number, Promise<FlowDocument>>();
  return {
    list: async () => (await listVersions?.()) ?? [],
    read: (number) => {
      const found = known.get(number) ?? ask(number);
      known.set(number, found);
      return found;
    },
  };

  async function ask(number: number): Promise<FlowDocument> {
    try {
      if (!readVersion) throw new Error('Versions cannot be read here.');
      return toDocument(await readVersion(number));
    } catch (error) {
      known.delete(number);
      throw error;
    }
  }
}

/** Whether the draft can become an earlier version just so, would lose what was never published, or is that version already. */
export type WayBack = 'same' | 'ask' | 'free';

/** @param newest what was published last; null where that is not known, and then one has to ask */
export function wayBack(draft: FlowDocument, version: FlowDocument, newest: FlowDocument | null): WayBack {
  if (!differenceOf(draft, version)) return 'same';
  return newest && !differenceOf(newest, draft) ? 'free' : 'ask';
}
