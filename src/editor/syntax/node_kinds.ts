/**
 * What node types of the grammars mean for the outline and for folding. Names are shared by many grammars, so one
 * table serves them all. Pure data and look-ups by name; walking trees is structure_io.ts.
 */
import { SYMBOL_KINDS, type SymbolKind } from "./types.ts";

const kinds: Readonly<Record<SymbolKind, string>> = {
  function:
    "function_declaration function_definition function_item generator_function_declaration function_signature " +
    "function_signature_item local_function_statement",
  method:
    "method_definition method_declaration method singleton_method constructor_declaration method_signature " +
    "abstract_method_signature destructor_declaration method_elem",
  class: "class_declaration class_definition class abstract_class_declaration class_specifier " +
    "object_declaration record_declaration rule_set",
  interface: "interface_declaration trait_item trait_declaration annotation_type_declaration",
  struct: "struct_item struct_specifier struct_declaration union_specifier union_item",
  enum: "enum_declaration enum_item enum_specifier",
  type:
    "type_alias_declaration type_item type_spec type_alias alias_declaration type_definition delegate_declaration",
  module: "module internal_module mod_item namespace_declaration namespace_definition impl_item table " +
    "file_scoped_namespace_declaration table_array_element media_statement",
  constant: "const_item static_item const_spec enum_constant",
  variable: "variable_declarator var_spec",
  property:
    "public_field_definition property_declaration field_definition pair block_mapping_pair property_definition",
  macro: "macro_definition preproc_function_def preproc_def",
  heading: "",
  element: "element jsx_element",
};
/** Single-line nodes that are looked into all the same, because what they hold belongs in the outline. */
const wrappers =
  "lexical_declaration variable_declaration export_statement decorated_definition ambient_declaration " +
  "template_declaration type_declaration const_declaration var_declaration global_statement declaration_list " +
  "expression_statement assignment linkage_specification";
const comments = "comment line_comment block_comment doc_comment multiline_comment";
const imports = "import_statement import_from_statement import_declaration use_declaration using_directive " +
  "preproc_include namespace_use_declaration import_list import package_clause";

const kindOf = new Map<string, number>(
  Object.entries(kinds).flatMap(([kind, names]) =>
    names.split(" ").filter((name) => name !== "").map((name) =>
      [name, SYMBOL_KINDS.indexOf(kind as SymbolKind)] as const
    )
  ),
);

/** Bits of a node type. */
export const IS_COMMENT = 1,
  IS_IMPORT = 2,
  IS_WRAPPER = 4,
  IS_OPEN = 8,
  IS_CLOSE = 16,
  IS_END = 32,
  IS_BODY = 64;

/** Brackets by their text; a close stands 3 behind its open. */
export const BRACKETS = ["(", "[", "{", ")", "]", "}"] as const;
const ends = new Set(["end", "fi", "done", "esac", "#endif", "endif", "endforeach", "endwhile"]);
/** Nodes that fold as a whole, from their first line to their last, in languages that indent. */
const bodies: Readonly<Record<string, readonly string[]>> = {
  python: ["block"],
  yaml: ["block_mapping_pair", "block_sequence_item"],
  toml: ["table", "table_array_element"],
  html: ["element", "script_element", "style_element"],
  typescriptreact: ["jsx_element"],
  javascript: ["jsx_element"],
};
const bits = (names: string): Set<string> => new Set(names.split(" "));
const commentNames = bits(comments), importNames = bits(imports), wrapperNames = bits(wrappers);

/** The index in `SYMBOL_KINDS`, or -1. */
export function symbolKindOf(type: string, isNamed: boolean): number {
  return isNamed ? kindOf.get(type) ?? -1 : -1;
}
/** The bits above. */
export function bitsOf(type: string, isNamed: boolean, language: string): number {
  if (!isNamed) {
    const bracket = BRACKETS.indexOf(type as typeof BRACKETS[number]);
    if (bracket >= 0) return bracket < 3 ? IS_OPEN : IS_CLOSE;
    return ends.has(type) ? IS_END : 0;
  }
  return (commentNames.has(type) ? IS_COMMENT : 0) | (importNames.has(type) ? IS_IMPORT : 0) |
    (wrapperNames.has(type) ? IS_WRAPPER : 0) | (bodies[language]?.includes(type) ? IS_BODY : 0);
}
