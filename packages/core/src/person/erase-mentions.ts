import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { deletedPerson } from './deleted-person.ts';

/**
 * Takes the person's name out of what others were told and what other systems answered, after it is out of the log; and
 * ends what was only kept for them: invitations to their address, its subscription to the newsletter, answers of the API
 * that mention it.
 */
export async function eraseMentions(
  workspaceId: string,
  { name, email }: { name: string; email: string },
): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    await rawQuery(
      tx,
      Prisma.sql`update notification n set actor_name = e.actor_name, target_name = e.target_name
        from audit_event e
        where n.workspace_id = ${workspaceId}::uuid and e.workspace_id = n.workspace_id and e.id = n.event_id
          and e.redactions is not null`,
    );
    // The log's own entry may be older than it is kept for: then the name itself has to do.
    for (const column of ['actor_name', 'target_name']) {
      const names = Prisma.raw(`n.${column}`);
      await rawQuery(
        tx,
        Prisma.sql`update notification n set ${Prisma.raw(column)} = ${deletedPerson.name}
          where n.workspace_id = ${workspaceId}::uuid
            and (${name} <> '' and ${names} = ${name} or ${email} <> '' and strpos(lower(${names}), ${email}) > 0)
            and not exists (
              select from audit_event e where e.workspace_id = n.workspace_id and e.id = n.event_id
            )`,
      );
    }
    await rawQuery(
      tx,
      Prisma.sql`update webhook_attempt a set response_body = ''
        from webhook_delivery d join audit_event e on e.workspace_id = d.workspace_id and e.id = d.event_id
        where a.workspace_id = ${workspaceId}::uuid and d.workspace_id = a.workspace_id and d.id = a.delivery_id
          and e.redactions is not null and a.response_body <> ''`,
    );
    if (email === '') return;
    await rawQuery(
      tx,
      Prisma.sql`delete from api_answer a where a.workspace_id = ${workspaceId}::uuid
        and (strpos(lower(a.body), ${email}) > 0 or strpos(lower(a.headers::text), ${email}) > 0)`,
    );
    await tx.invitation.deleteMany({ where: { workspaceId, email } });
    // Also the one that they took when nobody was signed in.
    await tx.newsletterSubscriber.deleteMany({ where: { workspaceId, email: email.toLowerCase() } });
  });
}
