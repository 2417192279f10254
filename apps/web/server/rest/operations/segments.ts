import {
  changeListMembers,
  createSegment,
  deleteSegment,
  getSegment,
  listSegmentMembers,
  listSegments,
  updateSegment,
} from '@millrace/services/segments';
import { z } from 'zod';
import { runVerb, type Operation } from '../operation.ts';
import { pageQuery } from './page-query.ts';

const tag = 'Segments';
export const segmentOperations: readonly Operation[] = [
  {
    id: 'listSegments',
    method: 'GET',
    path: '/segments',
    tag,
    summary: 'All segments',
    scope: 'flows:read',
    description: 'Saved segments by name, with the number of people in each.',
    query: z.object({ search: z.string().max(120).optional() }),
    ...runVerb(listSegments, 'The segments'),
  },
  {
    id: 'createSegment',
    method: 'POST',
    path: '/segments',
    tag,
    summary: 'Save a segment',
    scope: 'flows:write',
    errors: ['already-exists', 'audience-wrong', 'limit-exceeded', 'not-found', 'segment-circular'],
    description:
      'Everybody is checked once, in the background. From then on people join and leave as they change and as time passes. With a condition of null it is a list, on which people are put one by one.',
    body: createSegment.definition.input,
    ...runVerb(createSegment, 'The segment'),
  },
  {
    id: 'getSegment',
    method: 'GET',
    path: '/segments/{id}',
    tag,
    summary: 'One segment, and where it is used',
    scope: 'flows:read',
    errors: ['not-found'],
    ...runVerb(getSegment, 'The segment'),
  },
  {
    id: 'updateSegment',
    method: 'PUT',
    path: '/segments/{id}',
    tag,
    summary: 'Change a segment',
    scope: 'flows:write',
    errors: ['not-found', 'already-exists', 'audience-wrong', 'segment-circular', 'segment-changed-since'],
    description:
      'Only the given fields change. With another condition everybody is checked again, which starts no flow; flows that name the segment follow at once.',
    body: updateSegment.definition.input.omit({ id: true }),
    ...runVerb(updateSegment, 'The segment'),
  },
  {
    id: 'deleteSegment',
    method: 'DELETE',
    path: '/segments/{id}',
    tag,
    summary: 'Remove a segment',
    scope: 'flows:write',
    errors: ['not-found', 'segment-in-use'],
    ...runVerb(deleteSegment, 'Removed'),
  },
  {
    id: 'listSegmentMembers',
    method: 'GET',
    path: '/segments/{id}/members',
    tag,
    summary: 'The people in a segment or on a list',
    scope: 'customers:read',
    errors: ['not-found'],
    description: 'Who joined last first.',
    query: z.object(pageQuery),
    ...runVerb(listSegmentMembers, 'A page of people'),
  },
  {
    id: 'changeListMembers',
    method: 'POST',
    path: '/segments/{id}/members',
    tag,
    summary: 'Put people on a list, or take them off it',
    scope: 'customers:write',
    errors: ['not-found'],
    description:
      'People are named by their id, e-mail address or phone number; whoever is not known is in the answer. Repeating it changes nothing.',
    body: changeListMembers.definition.input.omit({ id: true }),
    ...runVerb(changeListMembers, 'What was changed'),
  },
];
