import { procedure, router } from './init.ts';

/** Everything the screens ask for. Each subject has a router of its own beside this file. */
export const appRouter = router({
  viewer: router({
    me: procedure.query(({ ctx }) => ctx.viewer),
  }),
});

export type AppRouter = typeof appRouter;
