import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

/** Our type sizes are numbers (`text-13`); told apart from text colours here, or a merge would drop one of the two. */
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['12', '13', '14', '16', '20', '28'] }],
      shadow: [{ shadow: ['pop', 'lift'] }],
    },
  },
});

/** Joins class names; of two that set the same property the later wins. */
export function classes(...values: ClassValue[]): string {
  return merge(clsx(values));
}
