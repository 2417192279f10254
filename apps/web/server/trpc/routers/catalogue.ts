import { readReadiness } from '@millrace/services';
import { read } from '../adapt.ts';
import { procedure, router } from '../init.ts';
import { nodeKindViews } from '../../catalogue/node-kinds.ts';
import { readTemplate, templateCards } from '../../catalogue/gallery.ts';

/** What can be added: the same for everybody. */
export const templates = router({
  list: procedure.query(() => templateCards()),
  get: procedure.input((raw: unknown) => raw as { id: string }).query(({ input }) => readTemplate(input.id)),
  /** Whether this store has what they ask for. */
  readiness: read(readReadiness),
});

export const nodeKinds = router({ list: procedure.query(() => nodeKindViews()) });
