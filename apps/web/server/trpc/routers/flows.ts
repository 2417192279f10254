import {
  cloneTemplate, createFlow, deleteFlow, duplicateFlow, enrolByHand, flowAnalytics, flowCounts, getFlow, listFlows, listVersions, overduePeople,
  pauseFlow, previewPublish, publishFlow, rehearseFlow, resumeFlow, saveFlow, stopFlow,
} from '@millrace/services';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

export const flows = router({
  list: read(listFlows),
  get: read(getFlow),
  create: change(createFlow),
  clone: change(cloneTemplate),
  duplicate: change(duplicateFlow),
  save: change(saveFlow),
  publish: change(publishFlow),
  previewPublish: read(previewPublish),
  pause: change(pauseFlow),
  resume: change(resumeFlow),
  overdue: read(overduePeople),
  stop: change(stopFlow),
  delete: change(deleteFlow),
  versions: read(listVersions),
  counts: read(flowCounts),
  analytics: read(flowAnalytics),
  enrol: change(enrolByHand),
  rehearse: read(rehearseFlow),
});
