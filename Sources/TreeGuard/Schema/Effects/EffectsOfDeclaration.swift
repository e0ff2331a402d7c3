extension Statement {
    func effects(of parts: [Declaration.Part]) -> [EffectStep] {
        parts.map { part in
            let action: EffectStep.Action =
                switch part.act {
                case .make(let facets): .create(part.object, facets.values.isEmpty ? .exists : .facets(facets))
                case .set(let facets): .alter(part.object, .facets(facets))
                case .remove: .drop(part.object)
                }
            return step(action, conditional: part.isConditional)
        }
    }

    func effects(of alter: AlterDomain) -> [EffectStep] {
        let domain = ObjectIdentity.type(alter.name)
        switch alter.action {
        case .setDefault(let value): return [step(.alter(domain, .domain(Column(defaultValue: value))))]
        case .setNullable(let isNullable): return [step(.alter(domain, .domain(Column(isNullable: isNullable))))]
        case .addConstraint(let named): return [effect(of: named, onDomain: alter.name)]
        case .dropConstraint(let name, let ifExists):
            return [step(.drop(.constraint(of: alter.name, name)), conditional: ifExists)]
        case .validateConstraint(let name):
            let valid = ObjectDefinition.constraint(Constraint(nil, isValid: true), isNamed: true)
            return [step(.alter(.constraint(of: alter.name, name), valid))]
        }
    }
}

extension Routine {
    /// The routine's facets under the names that ALTER FUNCTION uses.
    var facets: Facets {
        var facets: Facets = [
            "kind": .text(kind.rawValue), "volatility": .text(volatility), "STRICT": .flag(isStrict),
            "SECURITY DEFINER": .flag(isSecurityDefiner), "LEAKPROOF": .flag(isLeakproof), "PARALLEL": .text(parallel),
            "COST": .text(cost ?? (language == "c" || language == "internal" ? "1" : "100")),
            "ROWS": .text(rows ?? "1000"), "SUPPORT": .text(support?.name ?? "none"),
        ]
        for (name, value) in settings { facets["SET " + name] = .text(value) }
        return facets
    }

    func overlaid(with facets: Facets) -> Routine {
        var routine = self
        for (name, facet) in facets.values {
            switch (name, facet) {
            case ("volatility", .text(let word)): routine.volatility = word
            case ("STRICT", .flag(let isOn)): routine.isStrict = isOn
            case ("SECURITY DEFINER", .flag(let isOn)): routine.isSecurityDefiner = isOn
            case ("LEAKPROOF", .flag(let isOn)): routine.isLeakproof = isOn
            case ("PARALLEL", .text(let word)): routine.parallel = word
            case ("COST", .text(let number)): routine.cost = number
            case ("ROWS", .text(let number)): routine.rows = number
            case ("SUPPORT", .text(let function)): routine.support = ObjectName(function)
            case (let name, .text(let value)) where name.hasPrefix("SET "):
                routine.settings[String(name.dropFirst(4))] = value
            default: break
            }
        }
        return routine
    }
}

extension Index {
    /// The index's storage parameters under the names that ALTER INDEX uses.
    var facets: Facets { Facets(Dictionary(options.map { ("parameter " + $0.key, Facet.text($0.value)) }) { $1 }) }

    func overlaid(with facets: Facets) -> Index {
        var index = self
        for case (let name, .text(let value)) in facets.values where name.hasPrefix("parameter ") {
            index.options[String(name.dropFirst("parameter ".count))] = value
        }
        return index
    }
}
