import type { Random } from '../random.ts';

/** city, region, country, zone, postal code, language, weight. */
export type Place = readonly [
  city: string,
  region: string,
  country: string,
  zone: string,
  postalCode: string,
  language: string,
  weight: number,
];

/** The number of a place in another country. */
export function placeAbroad(country: string, random: Random): number {
  const places = PLACES.flatMap((place, number) => (place[2] === country ? [] : [number]));
  return random.pick(places);
}

export const PLACES: readonly Place[] = [
  ['Portland', 'ME', 'US', 'America/New_York', '04101', 'en', 7],
  ['Burlington', 'VT', 'US', 'America/New_York', '05401', 'en', 4],
  ['Boston', 'MA', 'US', 'America/New_York', '02116', 'en', 7],
  ['Brooklyn', 'NY', 'US', 'America/New_York', '11215', 'en', 8],
  ['Pittsburgh', 'PA', 'US', 'America/New_York', '15206', 'en', 4],
  ['Asheville', 'NC', 'US', 'America/New_York', '28801', 'en', 4],
  ['Ann Arbor', 'MI', 'US', 'America/Detroit', '48104', 'en', 3],
  ['Minneapolis', 'MN', 'US', 'America/Chicago', '55408', 'en', 5],
  ['Madison', 'WI', 'US', 'America/Chicago', '53703', 'en', 3],
  ['Austin', 'TX', 'US', 'America/Chicago', '78704', 'en', 4],
  ['Chicago', 'IL', 'US', 'America/Chicago', '60614', 'en', 5],
  ['Boulder', 'CO', 'US', 'America/Denver', '80302', 'en', 5],
  ['Bozeman', 'MT', 'US', 'America/Denver', '59715', 'en', 3],
  ['Flagstaff', 'AZ', 'US', 'America/Phoenix', '86001', 'en', 2],
  ['Seattle', 'WA', 'US', 'America/Los_Angeles', '98103', 'en', 6],
  ['Portland', 'OR', 'US', 'America/Los_Angeles', '97214', 'en', 6],
  ['San Francisco', 'CA', 'US', 'America/Los_Angeles', '94117', 'en', 5],
  ['Los Angeles', 'CA', 'US', 'America/Los_Angeles', '90026', 'en', 5],
  ['Anchorage', 'AK', 'US', 'America/Anchorage', '99501', 'en', 2],
  ['Halifax', 'NS', 'CA', 'America/Halifax', 'B3H 1T2', 'en', 3],
  ['Montréal', 'QC', 'CA', 'America/Toronto', 'H2T 1S5', 'fr', 3],
  ['Vancouver', 'BC', 'CA', 'America/Vancouver', 'V5T 1A1', 'en', 3],
  ['Bristol', 'ENG', 'GB', 'Europe/London', 'BS3 1JP', 'en', 4],
  ['Edinburgh', 'SCT', 'GB', 'Europe/London', 'EH6 6QQ', 'en', 3],
  ['Berlin', 'BE', 'DE', 'Europe/Berlin', '10999', 'de', 4],
  ['Freiburg', 'BW', 'DE', 'Europe/Berlin', '79098', 'de', 2],
  ['Amsterdam', 'NH', 'NL', 'Europe/Amsterdam', '1053 AB', 'nl', 2],
  ['Oslo', '03', 'NO', 'Europe/Oslo', '0555', 'nb', 2],
  ['Melbourne', 'VIC', 'AU', 'Australia/Melbourne', '3065', 'en', 2],
];

export const STREETS: readonly string[] = [
  'Alder Street',
  'Bay Road',
  'Chestnut Lane',
  'Dock Street',
  'Elm Avenue',
  'Ferry Road',
  'Granite Street',
  'Hill Street',
  'Mill Lane',
  'Orchard Road',
  'Pine Street',
  'Quarry Road',
  'Spring Street',
  'Wharf Street',
];

const US_AREAS = [
  201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229,
  231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 303, 304,
  305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319, 320, 321, 323, 325, 330, 334, 336, 337,
  339, 346, 347, 351, 352, 360, 361, 385, 386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414,
  415, 417, 419, 423, 424, 425, 430, 432, 434, 435, 440, 443, 458, 469, 470, 475,
] as const;

/**
 * A number that no real person has: 555-0100 to 555-0199 in an area is reserved for fiction (NANP), and 07700 900000 to
 * 900999 in Britain (Ofcom). No two people share a number, so later people have none.
 */
export function phoneFor(index: number, country: string): string | null {
  const area = US_AREAS[Math.floor(index / 100)];
  if (country === 'US' || country === 'CA')
    return area === undefined ? null : `+1${area}55501${String(index % 100).padStart(2, '0')}`;
  return country === 'GB' && index < 1000 ? `+447700900${String(index).padStart(3, '0')}` : null;
}
