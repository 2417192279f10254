const FIRST = [
  'Ada', 'Agnes', 'Alma', 'Amara', 'Anders', 'Anika', 'Arlo', 'Astrid', 'August', 'Beatrix', 'Ben', 'Bruno', 'Cal', 'Camille', 'Carmen', 'Cass', 'Clara', 'Cleo', 'Cora', 'Dario',
  'Della', 'Desmond', 'Dina', 'Edie', 'Elias', 'Elsie', 'Emeka', 'Esther', 'Ezra', 'Farah', 'Felix', 'Fern', 'Finn', 'Flora', 'Gideon', 'Greta', 'Gus', 'Hana', 'Harriet', 'Hazel',
  'Henrik', 'Hugo', 'Ida', 'Imani', 'Ines', 'Ira', 'Isla', 'Ivo', 'Jada', 'Jasper', 'Joan', 'Jonah', 'Juno', 'Kai', 'Katya', 'Keiko', 'Lars', 'Leda', 'Leif', 'Lena',
  'Linus', 'Lotte', 'Luca', 'Mabel', 'Magnus', 'Malik', 'Mara', 'Marcel', 'Mina', 'Moira', 'Nadia', 'Nell', 'Nils', 'Noor', 'Odette', 'Olive', 'Omar', 'Oskar', 'Otis', 'Paloma',
  'Pearl', 'Petra', 'Priya', 'Quinn', 'Rafael', 'Ravi', 'Rhea', 'Roman', 'Rosa', 'Ruth', 'Sabine', 'Saul', 'Selma', 'Silas', 'Simone', 'Stella', 'Tamsin', 'Theo', 'Tilda', 'Wes',
] as const;
const LAST = [
  'Abbott', 'Adeyemi', 'Albrecht', 'Alvarez', 'Anand', 'Arsenault', 'Ashworth', 'Barlow', 'Becker', 'Bellamy', 'Bergstrom', 'Blackwood', 'Boucher', 'Brandt', 'Brightwell', 'Callahan', 'Carver', 'Castellano', 'Chandra', 'Chen',
  'Clarke', 'Colby', 'Corrigan', 'Cousins', 'Dahl', 'Dawes', 'Delgado', 'Donnelly', 'Drummond', 'Eklund', 'Ellery', 'Espinoza', 'Fairchild', 'Farrow', 'Fischer', 'Flanagan', 'Fontaine', 'Forsyth', 'Gallant', 'Garrison',
  'Gomez', 'Greer', 'Gupta', 'Haas', 'Hale', 'Hallam', 'Hart', 'Hathaway', 'Hayashi', 'Hendricks', 'Holloway', 'Huang', 'Ibarra', 'Ingram', 'Jansen', 'Jarvis', 'Johansen', 'Kaplan', 'Keane', 'Keller',
  'Khan', 'Kimura', 'Kowalski', 'Lachance', 'Larkin', 'Leclerc', 'Lindqvist', 'Lowell', 'Maddox', 'Marsh', 'Mbeki', 'McAllister', 'Mercer', 'Moreau', 'Nakamura', 'Navarro', 'Nowak', 'Oakley', 'Okafor', 'Olsen',
  'Ortega', 'Pacheco', 'Patel', 'Pelletier', 'Quigley', 'Ramsey', 'Rasmussen', 'Reyes', 'Rosen', 'Sandoval', 'Sayed', 'Schaefer', 'Sinclair', 'Sorensen', 'Tanaka', 'Thayer', 'Vance', 'Vogel', 'Whitaker', 'Yilmaz',
] as const;

const PAIRS = FIRST.length * LAST.length;
/** A step that shares no factor with the number of pairs walks through all of them before one comes again. */
const STEP = 3_331;

/** First and last name of a person: no two of the first ten thousand are called the same. */
export function nameFor(index: number, offset: number): readonly [first: string, last: string, round: number] {
  const pair = (index * STEP + offset) % PAIRS;
  return [FIRST[pair % FIRST.length]!, LAST[Math.floor(pair / FIRST.length)]!, Math.floor(index / PAIRS)];
}

/** Addresses of domains that are kept for examples (RFC 2606): nobody can be written to by accident. */
export function emailFor(first: string, last: string, round: number, style: number): string {
  const plain = (name: string) => name.toLowerCase().normalize('NFD').replace(/[^a-z]/g, '');
  const tail = round === 0 ? '' : String(round + 1);
  const local = style % 3 === 0 ? `${plain(first)}.${plain(last)}${tail}` : style % 3 === 1 ? `${plain(last)}.${plain(first)}${tail}` : `${plain(first)}_${plain(last)}${tail}`;
  return `${local}@${['example.com', 'example.net', 'example.org'][Math.floor(style / 3) % 3]}`;
}
