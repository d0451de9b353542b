import ts from 'typescript';

/** Holds values against the types that a declaration file exports, all the way down: a member too few or
 *  too many, a word that a union does not have, a null where none is declared. */
export function typesOf(file: string) {
  const program = ts.createProgram([file], { strict: true, target: ts.ScriptTarget.ES2022 });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(file)!;
  const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(source)!);

  function primitiveFits(value: unknown, type: ts.Type): boolean | null {
    if (type.isStringLiteral() || type.isNumberLiteral()) return value === type.value;
    if (type.flags & ts.TypeFlags.BooleanLiteral)
      return String(value) === checker.typeToString(type);
    if (type.flags & ts.TypeFlags.Null) return value === null;
    if (type.flags & ts.TypeFlags.Undefined) return value === undefined;
    if (type.flags & ts.TypeFlags.String) return typeof value === 'string';
    if (type.flags & ts.TypeFlags.Number) return typeof value === 'number';
    return null;
  }

  /** What is wrong with a value, each with its path; the fewest among the members of a union. */
  function faults(value: unknown, type: ts.Type, path: string): string[] {
    if (type.isUnion()) {
      const each = type.types.map((member) => faults(value, member, path));
      return each.reduce((least, one) => (one.length < least.length ? one : least));
    }
    const fits = primitiveFits(value, type);
    const wrong = [`${path} is no ${checker.typeToString(type)}: ${String(value)}`];
    if (fits !== null) return fits ? [] : wrong;
    if (type.getCallSignatures().length + type.getConstructSignatures().length > 0)
      return typeof value === 'function' ? [] : wrong;
    if (checker.typeToString(type).startsWith('Float64Array'))
      return value instanceof Float64Array ? [] : wrong;
    if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return wrong;
    if (checker.isArrayType(type)) {
      if (!Array.isArray(value)) return wrong;
      const [member] = checker.getTypeArguments(type as ts.TypeReference);
      return value.flatMap((one, at) => faults(one, member!, `${path}[${at}]`));
    }
    return memberFaults(value, type, path);
  }

  function memberFaults(value: object, type: ts.Type, path: string): string[] {
    const any = type.getStringIndexType();
    const members = new Map(type.getProperties().map((member) => [member.name, member]));
    const found: string[] = [];
    for (const [name, member] of members) {
      const there = (value as Record<string, unknown>)[name];
      if (there === undefined && member.flags & ts.SymbolFlags.Optional) continue;
      found.push(...faults(there, checker.getTypeOfSymbol(member), `${path}.${name}`));
    }
    // A class hands out its members over its prototype: those it has on itself are all a plain object's.
    for (const [name, there] of Object.entries(value)) {
      if (members.has(name)) continue;
      if (any) found.push(...faults(there, any, `${path}.${name}`));
      else found.push(`${path}.${name} is not declared`);
    }
    return found;
  }

  function declared(name: string): ts.Type {
    const symbol = exported.find((one) => one.name === name);
    if (!symbol) throw new Error(`${file} exports no ${name}`);
    const aliased = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
    return checker.getDeclaredTypeOfSymbol(aliased);
  }

  return {
    faults(value: unknown, name: string): string[] {
      return faults(value, declared(name), name);
    },
    /** The same of one member of a type. */
    memberFaults(value: unknown, name: string, member: string): string[] {
      const symbol = declared(name).getProperty(member);
      if (!symbol) return [`${name} has no ${member}`];
      return faults(value, checker.getTypeOfSymbol(symbol), `${name}.${member}`);
    },
  };
}
