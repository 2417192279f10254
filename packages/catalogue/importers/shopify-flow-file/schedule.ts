import { jsonOf } from '../json-of.ts';
import { textOf } from '../loose.ts';

const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

interface Schedule {
  readonly config: Record<string, unknown>;
  /** Why it is not quite the same, as a sentence; null when it is. */
  readonly problem: string | null;
}

/** `["DTSTART;TZID=America/Toronto:20250617T100000\nRRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO"]` */
export function scheduleOf(recurrence: string): Schedule {
  const list = jsonOf(recurrence);
  const text = Array.isArray(list) ? textOf(list[0]) : recurrence;
  const start = /DTSTART(?:;TZID=([^:]+))?:(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})/.exec(text);
  const rule = Object.fromEntries(
    (/RRULE:([^\n]*)/.exec(text)?.[1] ?? '').split(';').map((part) => part.split('=') as [string, string]),
  );
  const at = start ? `${start[5]}:${start[6]}` : '09:00';
  const unfinished = { every: 'dates', at: '', monthDays: '', months: '' };
  if (!start || (rule['INTERVAL'] ?? '1') !== '1' || rule['COUNT'] || rule['UNTIL'])
    return {
      config: unfinished,
      problem: `Its rule cannot be read: ${text.slice(0, 200) || 'it is missing'}.`,
    };
  const zone = start[1] ? `Its time is in ${start[1]}; here it is in the zone of the store.` : null;
  const days = (rule['BYDAY'] ?? '').split(',').filter((day) => day !== '');
  const weekdays = days.map((day) => DAYS.indexOf(day) + 1);
  switch (rule['FREQ']) {
    case 'DAILY':
      if (days.length === 0) return { config: { every: 'day', at }, problem: zone };
      break;
    case 'WEEKLY': {
      const begun = new Date(`${start[2]}-${start[3]}-${start[4]}T00:00:00Z`).getUTCDay() || 7;
      if (weekdays.every((day) => day > 0))
        return {
          config: { every: 'week', weekdays: days.length > 0 ? weekdays : [begun], at },
          problem: zone,
        };
      break;
    }
    case 'MONTHLY':
      if (days.length === 0) return { config: { every: 'month', day: Number(start[4]), at }, problem: zone };
      break;
  }
  return { config: unfinished, problem: `Its rule cannot be read: ${text.slice(0, 200)}.` };
}
