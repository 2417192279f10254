import type { AuditCheck } from '../check.ts';

export const twice: AuditCheck = {
  id: 'twice',
  title: 'Nobody gets it twice',
  why: 'Two systems that write about the same moment annoy people, and neither result is true.',
  weight: 'serious',
  of: 'elsewhere',
  mend: 'canvas',
  look: ({ writes, enters, alsoHere }) => {
    if (!writes || enters === null) return null;
    return alsoHere === null
      ? { ok: true, sentence: 'No live flow here writes about the same moment.' }
      : {
          ok: false,
          sentence: `“${alsoHere}” is live here and begins with the same. Switch one of them off.`,
        };
  },
};
