'use client';
import { useEffect, useState } from 'react';

/** What is typed, once it rests for a moment: a search asks the server for words, not for letters. */
export function useSlow<Value>(value: Value, milliseconds = 250): Value {
  const [slow, setSlow] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return slow;
}
