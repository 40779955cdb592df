import type { ExportItem } from '@archipelago/core/exports/list-exports';

interface StateWords {
  label: string;
  tone: 'neutral' | 'ok' | 'bad' | 'info';
  /** Under the label. */
  text: string;
}

/** What each state of an export is called. */
export const exportStates: Record<ExportItem['state'], StateWords> = {
  waiting: { label: 'Waiting', tone: 'info', text: 'starts in a moment' },
  running: { label: 'Running', tone: 'info', text: 'you get an e-mail when it is ready' },
  ready: { label: 'Ready', tone: 'ok', text: '' },
  failed: { label: 'Failed', tone: 'bad', text: 'start a new one' },
  expired: { label: 'Expired', tone: 'neutral', text: 'its files were deleted' },
};
