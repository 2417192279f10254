import { clsx, type ClassValue } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

/** Declares our type sizes, such as `text-13`. Otherwise a merge takes them for text colours and drops one of the two. */
const merge = extendTailwindMerge({
  extend: {
    classGroups: {
      'font-size': [{ text: ['12', '13', '14', '16', '20', '28'] }],
      shadow: [{ shadow: ['pop', 'lift'] }],
    },
  },
});

/** Joins class names. Of two that set the same property, the later wins. */
export function classes(...values: ClassValue[]): string {
  return merge(clsx(values));
}
