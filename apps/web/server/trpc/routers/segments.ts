import {
  changeListMembers,
  createSegment,
  deleteSegment,
  getSegment,
  listSegmentMembers,
  listSegments,
  updateSegment,
} from '@millrace/services/segments';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

/** Saved segments and who is in them. */
export const segments = router({
  list: read(listSegments),
  get: read(getSegment),
  members: read(listSegmentMembers),
  create: change(createSegment),
  update: change(updateSegment),
  remove: change(deleteSegment),
  changeList: change(changeListMembers),
});
