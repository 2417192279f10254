import { change, read } from '../adapt.ts';
import { enrolByHand } from '@millrace/services/enrolments';
import { exportFlow, importFlow, previewFlowFile } from '@millrace/services/flow-files';
import {
  checkFlow,
  cloneTemplate,
  createFlow,
  deleteFlow,
  duplicateFlow,
  getFlow,
  listFlows,
  listVersions,
  overduePeople,
  pauseFlow,
  previewPublish,
  publishFlow,
  readVersion,
  resumeFlow,
  saveFlow,
  stopFlow,
} from '@millrace/services/flows';
import {
  chooseTestVariant,
  flowAnalytics,
  flowCounts,
  flowFigures,
  flowPolicies,
  listTests,
  planHoldout,
  readGlobalHoldout,
} from '@millrace/services/measure';
import { listRehearsed, previewTrigger, readRehearsed, rehearseFlow } from '@millrace/services/rehearsal';
import { enrolAudience, listAudiences } from '@millrace/services/triggers';
import { router } from '../init.ts';

export const flows = router({
  list: read(listFlows),
  get: read(getFlow),
  create: change(createFlow),
  clone: change(cloneTemplate),
  duplicate: change(duplicateFlow),
  file: read(exportFlow),
  /** A mutation although it changes nothing: a file is too long for a URL. */
  previewFile: change(previewFlowFile, { weight: 2 }),
  import: change(importFlow, { weight: 2 }),
  save: change(saveFlow),
  /** A mutation although it changes nothing: a graph is too long for a URL. */
  check: change(checkFlow),
  publish: change(publishFlow, { weight: 5 }),
  previewPublish: read(previewPublish, { weight: 5 }),
  pause: change(pauseFlow),
  resume: change(resumeFlow),
  overdue: read(overduePeople),
  stop: change(stopFlow),
  delete: change(deleteFlow),
  versions: read(listVersions),
  version: read(readVersion),
  counts: read(flowCounts),
  tests: read(listTests, { weight: 2 }),
  chooseVariant: change(chooseTestVariant),
  figures: read(flowFigures, { weight: 2 }),
  policies: read(flowPolicies, { weight: 2 }),
  analytics: read(flowAnalytics, { weight: 2 }),
  planHoldout: read(planHoldout, { weight: 5 }),
  globalHoldout: read(readGlobalHoldout, { weight: 3 }),
  /** A mutation although it changes nothing: a config may be too long for a URL. */
  previewTrigger: change(previewTrigger, { weight: 3 }),
  enrol: change(enrolByHand),
  enrolAudience: change(enrolAudience),
  audiences: read(listAudiences),
  /** Mutations for the same reason. They change nothing. */
  rehearse: change(rehearseFlow, { weight: 10 }),
  rehearsed: change(listRehearsed, { weight: 5 }),
  rehearsedPerson: change(readRehearsed, { weight: 5 }),
});
