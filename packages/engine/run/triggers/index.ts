export { tellThing } from './let-in.ts';
export { letInBySegment } from './let-in-by-segment.ts';
export { tellProductNews, whoCares } from './product-news.ts';
export { runSources } from './run-sources.ts';
export { beginSource, endSource } from './source-row.ts';
export { tellReorders } from './tell-reorders.ts';
export { beginAudience } from './audience-job.ts';
