import {
  addOutsideFlow,
  askCount,
  readAutomation,
  readForYourStore,
  removeOutsideFlow,
} from '@millrace/services/automation';
import { MEGABYTE, runVerb, type Operation } from '../operation.ts';

const tag = 'Automation';
export const automationOperations: readonly Operation[] = [
  {
    id: 'readAutomation',
    method: 'GET',
    path: '/automation',
    tag,
    summary: 'How far the automation of the store has come, and the audit of what runs',
    scope: 'flows:read',
    description:
      'The level of the store, 1 to 5, with what each level asks for; every live or paused flow with its grade, A to E, and the evidence; and the next best flow.',
    ...runVerb(readAutomation, 'Level, audit and next flow'),
  },
  {
    id: 'readForYourStore',
    method: 'GET',
    path: '/automation/for-your-store',
    tag,
    summary: 'Which flow to begin with, and what each should earn',
    scope: 'flows:read',
    description:
      'The flows of the gallery in the order in which this store should look at them, with what each should earn in a month of 30 days as a range, and every number this is worked out from. Once a flow has run, its own measured lift replaces what was assumed.',
    ...runVerb(readForYourStore, 'The flows in order'),
  },
  {
    id: 'countEntries',
    method: 'POST',
    path: '/automation/count',
    tag,
    summary: 'Count the past of the store once more',
    scope: 'flows:write',
    description:
      'Within a minute, for example after a history was brought in; otherwise once a day. `waiting` is true until then.',
    ...runVerb(askCount, 'The flows in order'),
  },
  {
    id: 'addOutsideFlow',
    method: 'POST',
    path: '/automation/elsewhere',
    tag,
    summary: 'Audit a flow that runs in another system',
    scope: 'flows:write',
    description:
      'Takes the file of a flow, as the import of flows does, and makes no flow here. The same name again takes its place. Flows of a connected Klaviyo come by themselves.',
    errors: ['flow-file-unreadable', 'graph-too-new', 'input-invalid'],
    body: addOutsideFlow.definition.input,
    // A file of 2 MB, and its quotes.
    bodyLimit: 4 * MEGABYTE,
    ...runVerb(addOutsideFlow, 'Level, audit and next flow'),
  },
  {
    id: 'removeOutsideFlow',
    method: 'DELETE',
    path: '/automation/elsewhere/{id}',
    tag,
    summary: 'Take a flow of another system out of the audit',
    scope: 'flows:write',
    ...runVerb(removeOutsideFlow, 'Level, audit and next flow'),
  },
];
