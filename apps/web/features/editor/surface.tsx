'use client';
import { useKeyboard } from './canvas/use-keyboard.ts';
import { Canvas } from './canvas/canvas.tsx';
import { EmptyCanvas } from './canvas/empty-canvas.tsx';
import { OutlineTree } from './outline/outline-tree.tsx';
import { SidePanel } from './palette/side-panel.tsx';

/** What is worked on: the column on the left and the canvas, or the list that stands for both on a phone. */
export function Surface({ narrow }: { narrow: boolean }) {
  useKeyboard();
  if (narrow)
    return (
      <div className="min-h-0 flex-1 overflow-y-auto p-2">
        <OutlineTree />
      </div>
    );
  return (
    <>
      <SidePanel />
      <div className="relative min-w-0 flex-1">
        <Canvas />
        <EmptyCanvas />
      </div>
    </>
  );
}
