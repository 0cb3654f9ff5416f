/*
** Identities: which names of which stories are one person, body or place.  So far, and no more: those that
** have one name and one kind.
*/
#include "keepers.h"

int keep_identities(struct keeping *k) {
  return keep_run(
      k, "INSERT INTO main.entity(id, name, kind) SELECT id, name, kind FROM main.name"
         " WHERE id NOT IN (SELECT id FROM main.entity);"
         "UPDATE main.mention SET entity = called WHERE article IN (SELECT article FROM main.arrived) AND entity IS NULL;"
         "UPDATE main.quotation SET speaker = (SELECT e.id FROM main.entity e WHERE e.name = speaker_name LIMIT 1)"
         " WHERE article IN (SELECT article FROM main.arrived) AND speaker IS NULL AND speaker_name IS NOT NULL;"
         "UPDATE main.condition SET holder = (SELECT e.id FROM main.entity e WHERE e.name = holder_name LIMIT 1)"
         " WHERE article IN (SELECT article FROM main.arrived) AND holder IS NULL AND holder_name IS NOT NULL;"
         "INSERT OR REPLACE INTO main.alias(entity, surface, stories)"
         " SELECT entity, surface, count(DISTINCT article) FROM main.mention WHERE entity IN"
         "  (SELECT entity FROM main.mention WHERE article IN (SELECT article FROM main.arrived)) GROUP BY 1, 2;");
}
