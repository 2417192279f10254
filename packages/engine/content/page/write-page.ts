import type { PageToWrite } from '@millrace/channels';
import type { ContentView } from '../view/content-view.ts';
import type { Brand } from './brand.ts';
import { compilePage } from './compile-page.ts';
import { fillPage } from './fill-page.ts';
import { fillSegments } from './slots.ts';

export interface PageSettings {
  readonly view: ContentView;
  readonly brand: Brand;
  readonly purpose: 'marketing' | 'transactional';
  /** Address of the picture that tracks opens. */
  readonly openUrl: string | undefined;
}

/**
 * A page of blocks for one person, and the same as plain text.
 * @throws content-invalid when a block cannot be laid out or there are too many links
 */
export async function writePage(
  page: PageToWrite,
  settings: PageSettings,
): Promise<{ readonly html: string; readonly text: string }> {
  const { filling, plain } = fillPage({ ...page, ...settings });
  return { html: fillSegments(await compilePage(page.blocks, settings.brand), filling), text: plain };
}
