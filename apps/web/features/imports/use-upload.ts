'use client';
import type { ImportSummary } from '@millrace/services/imports';
import { useRef, useState } from 'react';
import { problemOf, useTRPCClient } from '../shell/index.ts';

/** Bytes of one piece: what one request may hold. */
const PIECE = 768 * 1024;
/** How often a piece is sent before the upload is given up. */
const TRIES = 4;

interface Upload {
  /** The share that has arrived, 0 to 1; null while nothing is uploaded. */
  readonly share: number | null;
  readonly problem: { readonly sentence: string; readonly next: string } | null;
  begin(kind: ImportSummary['kind'], file: File): Promise<string | null>;
}

/** Uploads a file piece by piece, and repeats a piece that did not arrive. */
export function useUpload(): Upload {
  const client = useTRPCClient();
  const [share, setShare] = useState<number | null>(null);
  const [problem, setProblem] = useState<Upload['problem']>(null);
  const running = useRef(false);
  const begin = async (kind: ImportSummary['kind'], file: File): Promise<string | null> => {
    if (running.current) return null;
    running.current = true;
    setProblem(null);
    setShare(0);
    try {
      const { id } = await client.imports.create.mutate({
        kind,
        name: file.name.slice(0, 200) || 'file.csv',
      });
      for (let part = 0; part * PIECE < file.size; part += 1) {
        const content = await inBase64(file.slice(part * PIECE, (part + 1) * PIECE));
        await persistently(() => client.imports.addPart.mutate({ id, part, content }));
        setShare(Math.min(1, ((part + 1) * PIECE) / file.size));
      }
      await client.imports.finishUpload.mutate({ id });
      return id;
    } catch (error) {
      setProblem(problemOf(error));
      return null;
    } finally {
      running.current = false;
      setShare(null);
    }
  };
  return { share, problem, begin };
}

/** A piece that arrives twice counts once, so it can be sent again whatever happened. */
async function persistently<Result>(send: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1)
    try {
      return await send();
    } catch (error) {
      if (problemOf(error).fault === 'theirs' || tries >= TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, 500 * 2 ** tries));
    }
}

function inBase64(piece: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(String(reader.result).replace(/^[^,]*,/, '')));
    reader.addEventListener('error', () => reject(reader.error ?? new Error('The file cannot be read.')));
    reader.readAsDataURL(piece);
  });
}
