import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { query } from '../registry/query.ts';
import { closedToSupport } from './closed-to-support.ts';

export interface SupportOffer {
  allowedBy: string;
  note: string;
  expiresAt: Date;
}

/** What an operator is told before they come in: who lets them, until when, and what to look at. NOT_FOUND without consent. */
export const readSupportOffer = query({
  name: 'read-support-offer',
  permission: 'support:enter',
  input: z.strictObject({}),
  async run({ tx, workspace }): Promise<SupportOffer> {
    const [offer] = await rawQuery<SupportOffer>(
      tx,
      Prisma.sql`select allowed_by_name as "allowedBy", note, expires_at as "expiresAt" from support_access
        where workspace_id = ${workspace.id}::uuid and ended_at is null and expires_at > now()`,
    );
    if (!offer) throw closedToSupport();
    return offer;
  },
});
