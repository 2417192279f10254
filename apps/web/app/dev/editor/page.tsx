import { Suspense } from 'react';
import { EditorBench } from './editor-bench.tsx';

export const metadata = { title: 'Canvas bench' };

export default function EditorBenchPage() {
  return (
    <Suspense>
      <EditorBench />
    </Suspense>
  );
}
