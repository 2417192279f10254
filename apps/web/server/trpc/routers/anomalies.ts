import { askCheck, getAnomaly, listAnomalies, readChecked, seeAnomaly } from '@millrace/services/anomalies';
import { change, read } from '../adapt.ts';
import { router } from '../init.ts';

/** Numbers of the store that were not as usual. */
export const anomalies = router({
  list: read(listAnomalies),
  get: read(getAnomaly),
  checked: read(readChecked),
  see: change(seeAnomaly),
  check: change(askCheck),
});
