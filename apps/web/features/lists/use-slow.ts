'use client';
import { useEffect, useState } from 'react';

/** The value once it has not changed for some milliseconds, so that a search does not query at every letter. */
export function useSlow<Value>(value: Value, milliseconds = 250): Value {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return slow;
}
