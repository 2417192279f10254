'use client';
import { useKeyboard } from './canvas/use-keyboard.ts';
import { Canvas } from './canvas/canvas.tsx';
import { EmptyCanvas } from './canvas/empty-canvas.tsx';
import { Overlays } from './overlays.tsx';
import { OutlineTree } from './outline/outline-tree.tsx';
import { RightPanel } from './panel/right-panel.tsx';
import { SidePanel } from './palette/side-panel.tsx';
import { TopBar } from './bar/top-bar.tsx';
import { useCounts } from './bar/use-counts.ts';
import { WatchNote } from './bar/watch-note.tsx';
import { useEditorState } from './store/hooks.ts';
import { useNarrow } from './store/use-narrow.ts';

/** The whole editor: bar on top, what can be added left, the flow in the middle, what is chosen right. */
export function Workspace() {
  useKeyboard();
  useCounts();
  const said = useEditorState((state) => state.said);
  const narrow = useNarrow();
  return (
    <div className="flex h-full min-h-0 flex-col bg-ground text-ink">
      <TopBar />
      <WatchNote />
      <div className="relative flex min-h-0 flex-1">
        {narrow ? (
          <div className="min-h-0 flex-1 overflow-y-auto p-2">
            <OutlineTree />
          </div>
        ) : (
          <>
            <SidePanel />
            <div className="relative min-w-0 flex-1">
              <Canvas />
              <EmptyCanvas />
            </div>
          </>
        )}
        <RightPanel narrow={narrow} />
      </div>
      <Overlays />
      <p className="sr-only" role="status" aria-live="polite">
        {said}
      </p>
    </div>
  );
}
