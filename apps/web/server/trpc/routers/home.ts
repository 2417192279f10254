import { viewerOf } from '../../auth/who.ts';
import { readHome } from '@millrace/services/home';
import { read } from '../adapt.ts';
import { procedure, router } from '../init.ts';

export const home = router({ read: read(readHome) });

export const viewer = router({ me: procedure.query(({ ctx }) => viewerOf(ctx.person)) });
