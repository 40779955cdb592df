import { describeListener, isPortFree } from '../postgres/describe-listener.ts';
import type { LocalSettings } from '../settings.ts';

/** Refuses to begin when a port is taken, and says by whom and how to move. */
export async function checkPorts(settings: LocalSettings): Promise<void> {
  const ports = Object.entries(settings).filter(
    // Postgres looks for itself: a server left over from a killed start is its own to end.
    ([name, value]) => name.endsWith('Port') && name !== 'postgresPort' && typeof value === 'number',
  );
  const taken: string[] = [];
  for (const [name, port] of ports) {
    if (await isPortFree(port)) continue;
    taken.push(
      `  ${port} (${name.replace('Port', '')}) is taken by ${describeListener(port) ?? 'another process'}`,
    );
  }
  if (taken.length === 0) return;
  throw new Error(
    `Archipelago cannot start, because it needs ports that are in use:\n\n${taken.join('\n')}\n\nStop that process, or move Archipelago: ARCHIPELAGO_PORT=${settings.webPort + 100} npm start`,
  );
}
