import { router } from './init.ts';
import { anomalies } from './routers/anomalies.ts';
import { calls } from './routers/calls.ts';
import { automation, nodeKinds, templates } from './routers/catalogue.ts';
import { content } from './routers/content.ts';
import { facts } from './routers/facts.ts';
import { flows } from './routers/flows.ts';
import { home, viewer } from './routers/home.ts';
import { imports } from './routers/imports.ts';
import { ownTemplates } from './routers/own-templates.ts';
import { customers, decisions, enrolments, messages } from './routers/people.ts';
import { reports } from './routers/reports.ts';
import { products } from './routers/products.ts';
import { returns } from './routers/returns.ts';
import { segments } from './routers/segments.ts';
import { settings } from './routers/settings.ts';
import { storefront } from './routers/storefront.ts';
import { team } from './routers/team.ts';
import { work } from './routers/work.ts';
import { writing } from './routers/writing.ts';

/** All procedures of the screens, by subject. */
export const appRouter = router({
  viewer,
  home,
  templates,
  automation,
  ownTemplates,
  nodeKinds,
  flows,
  facts,
  enrolments,
  customers,
  segments,
  anomalies,
  reports,
  products,
  imports,
  messages,
  calls,
  decisions,
  content,
  settings,
  storefront,
  returns,
  team,
  work,
  writing,
});

export type AppRouter = typeof appRouter;
