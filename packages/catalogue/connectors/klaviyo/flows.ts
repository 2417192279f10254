import type { Json } from '@millrace/base';
import { z } from 'zod';
import type { FoundFlow, PulledPage, PullResource } from '../pull.ts';
import { id, read, text } from '../reading.ts';
import { klaviyoRequest } from './api.ts';
import type { KlaviyoConfig } from './config.ts';
import { cursorIn, cursorSchema } from './cursor.ts';
import { rowsIn } from './rows.ts';

/** Most flows of one reading, and most names of metrics, lists and segments that are kept for them. */
const MOST_FLOWS = 500;
const MOST_NAMES = 2_000;

/** What is named in a flow by its id only, in the order of asking. */
const NAMED = ['metrics', 'lists', 'segments'] as const;
const TYPES = { metrics: 'metric', lists: 'list', segments: 'segment' } as const;

const idText = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const nameSchema = z.tuple([z.enum(['metric', 'list', 'segment']), idText, z.string().max(200)]);

/**
 * Flows first, since most readings find none that changed; then the names that definitions lack; then each flow by
 * itself, because a list has no definitions.
 */
const placeSchema = z.strictObject({
  at: z.enum(['flows', ...NAMED, 'flow']),
  page: cursorSchema.nullable(),
  ids: z.array(idText).max(MOST_FLOWS),
  names: z.array(nameSchema).max(MOST_NAMES),
});
type Place = z.output<typeof placeSchema>;

const START: Place = { at: 'flows', page: null, ids: [], names: [] };
function placeOf(cursor: Json | null): Place {
  const place = placeSchema.safeParse(cursor).data;
  return place === undefined || (place.at === 'flow' && place.ids.length === 0) ? START : place;
}

const flowSchema = z.looseObject({
  id: idText,
  attributes: z.looseObject({ name: text(), status: text(40), archived: z.unknown() }),
});
const namedSchema = z.looseObject({ id, attributes: z.looseObject({ name: text() }) });

/** Flows that run in Klaviyo, with their definitions, so that they can be audited. */
export const flows: PullResource<KlaviyoConfig> = {
  id: 'flows',
  title: 'Flows',
  tellsChanges: true,
  scope: 'Flows, Lists and Segments, read',
  request(config, { cursor, since }) {
    const { at, page, ids } = placeOf(cursor);
    if (at === 'flow')
      return klaviyoRequest(config, 'GET', `/flows/${ids[0]}?additional-fields%5Bflow%5D=definition`);
    const query = [
      ...(at === 'flows' ? ['page%5Bsize%5D=50', 'sort=updated'] : []),
      ...(at === 'flows' && since !== null
        ? [`filter=${encodeURIComponent(`greater-than(updated,${new Date(since).toISOString()})`)}`]
        : []),
      ...(page === null ? [] : [`page%5Bcursor%5D=${encodeURIComponent(page)}`]),
    ];
    return klaviyoRequest(config, 'GET', `/${at}${query.length > 0 ? `?${query.join('&')}` : ''}`);
  },
  read({ json }, _config, { cursor }): PulledPage {
    const place = placeOf(cursor);
    switch (place.at) {
      case 'flows':
        return readList(json, place);
      case 'flow':
        return readFlow(json, place);
      default:
        return readNames(json, place, place.at);
    }
  },
};

const runs = ({ attributes }: z.output<typeof flowSchema>) =>
  attributes.status?.toLowerCase() === 'live' && attributes.archived !== true;

function readList(json: unknown, place: Place): PulledPage {
  const ids = [...place.ids];
  const gone: FoundFlow[] = [];
  const skipped: string[] = [];
  for (const row of rowsIn(json, 'flows')) {
    const found = flowSchema.safeParse(row).data;
    if (!found) skipped.push('A flow of the list has no id.');
    else if (!runs(found)) gone.push({ externalId: found.id, name: found.attributes.name ?? '', file: null });
    else if (ids.length < MOST_FLOWS && !ids.includes(found.id)) ids.push(found.id);
    else if (ids.length >= MOST_FLOWS) skipped.push(`Only ${MOST_FLOWS} flows are read.`);
  }
  const page = cursorIn(json);
  const next: Place | null =
    page !== null
      ? { ...place, at: 'flows', page, ids }
      : ids.length > 0
        ? { at: 'metrics', page: null, ids, names: [] }
        : null;
  return { events: [], flows: gone, skipped, count: gone.length, next };
}

function readNames(json: unknown, place: Place, at: (typeof NAMED)[number]): PulledPage {
  const names = [...place.names];
  for (const row of rowsIn(json, at)) {
    const found = namedSchema.safeParse(row).data;
    const name =
      found && nameSchema.safeParse([TYPES[at], found.id, found.attributes.name?.slice(0, 200)]).data;
    if (name && names.length < MOST_NAMES) names.push(name);
  }
  const page = cursorIn(json);
  const following = NAMED[NAMED.indexOf(at) + 1];
  const next: Place = { ...place, names, at: page !== null ? at : (following ?? 'flow'), page };
  return { events: [], skipped: [], count: 0, next };
}

function readFlow(json: unknown, { ids, names }: Place): PulledPage {
  const data = (json as { data?: unknown } | null | undefined)?.data;
  const found = read(flowSchema, data, 'The flow');
  const written = JSON.stringify(data);
  const included = names
    // Ids are letters and digits, so that one in quotes is the whole of it.
    .filter(([, named]) => written.includes(`"${named}"`))
    .map(([type, named, name]) => ({ type, id: named, attributes: { name } }));
  const rest = ids.slice(1);
  return {
    events: [],
    flows: [
      {
        externalId: found.id,
        name: found.attributes.name ?? '',
        file: runs(found) ? ({ data, included } as unknown as Json) : null,
      },
    ],
    skipped: [],
    count: 1,
    next: rest.length > 0 ? { at: 'flow', page: null, ids: rest, names } : null,
  };
}
