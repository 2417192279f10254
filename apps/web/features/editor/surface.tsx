'use client';
import { AdaptChip } from './adapt/adapt-chip.tsx';
import { Canvas } from './canvas/canvas.tsx';
import { CanvasMenu } from './canvas/canvas-menu.tsx';
import { EmptyCanvas } from './canvas/empty-canvas.tsx';
import { FindBar } from './canvas/find-bar.tsx';
import { useKeyboard } from './canvas/use-keyboard.ts';
import { OutlineNotes } from './outline/outline-notes.tsx';
import { OutlineTree } from './outline/outline-tree.tsx';
import { SidePanel } from './palette/side-panel.tsx';
import { useEditorState } from './store/hooks.ts';

/** The left column and the canvas; on a phone the outline instead of both. */
export function Surface({ narrow }: { narrow: boolean }) {
  useKeyboard();
  const overlay = useEditorState((state) => state.overlay);
  const finding = overlay?.is === 'find' ? <FindBar /> : null;
  if (narrow)
    return (
      <div className="relative flex min-h-0 flex-1 flex-col">
        <div className="min-h-0 flex-1 overflow-y-auto p-2">
          <OutlineTree />
          <OutlineNotes />
        </div>
        {finding}
      </div>
    );
  return (
    <>
      <SidePanel />
      <div className="relative min-w-0 flex-1">
        <Canvas />
        <EmptyCanvas />
        <AdaptChip />
        {finding}
        {overlay?.is === 'menu' ? <CanvasMenu at={overlay.at} on={overlay.on} /> : null}
      </div>
    </>
  );
}
