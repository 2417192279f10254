import { z } from 'zod';
import {
  addOutsideFlow,
  askCount,
  readAutomation,
  readForYourStore,
  removeOutsideFlow,
} from '@millrace/services/automation';
import { change, read, takes } from '../adapt.ts';
import { procedure, router } from '../init.ts';
import { nodeKindViews } from '../../catalogue/node-kinds.ts';
import { readTemplate, templateCards } from '../../catalogue/gallery.ts';

/** The catalogue, which is the same for all workspaces. */
export const templates = router({
  list: procedure.query(() => templateCards()),
  get: takes(z.strictObject({ id: z.string().max(80) })).query(({ input }) => readTemplate(input.id)),
  /** Which needs of theirs this store meets, in which order it should look at them, and what each should earn. */
  forYourStore: read(readForYourStore),
  countAgain: change(askCount),
});

/** How far the automation of the store has come, and the audit of what runs. */
export const automation = router({
  read: read(readAutomation),
  addElsewhere: change(addOutsideFlow),
  removeElsewhere: change(removeOutsideFlow),
});

export const nodeKinds = router({ list: procedure.query(() => nodeKindViews()) });
