import { checkHealth } from '@archipelago/core/health/check-health';
import type { APIRoute } from 'astro';
import { version } from '../../../../../package.json';

/** Whether this copy can serve: 200, or 503 while the database does not answer. Says nothing of the inside. */
export const GET: APIRoute = async () => {
  const health = await checkHealth();
  const isWell = Object.values(health).every((state) => state === 'ok');
  return Response.json(
    { status: isWell ? 'ok' : 'unavailable', version, ...health },
    { status: isWell ? 200 : 503, headers: isWell ? {} : { 'retry-after': '5' } },
  );
};
