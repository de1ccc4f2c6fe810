/** The migrations of one kind of state, one for all runs of a tenant: it remembers what is complete. */
export class TenantMoves<Side extends object, Migration> {
  readonly #to: Side | ((tenant: string) => Side);
  readonly #create: (tenant: string, old: Side, other: Side) => Migration;
  readonly #newOf = new Map<string, Side>();
  /** By the graph's own side, since a host may set another one, and by tenant. */
  readonly #migrations = new WeakMap<Side, Map<string, Migration>>();

  constructor(to: Side | ((tenant: string) => Side), create: (tenant: string, old: Side, other: Side) => Migration) {
    this.#to = to;
    this.#create = create;
  }

  /** The tenant's migration away from `own`; null where that is the new side already. */
  between(tenant: string, own: Side): Migration | null {
    const other = this.#newSideOf(tenant);
    if (other === own) return null;
    const ofOwn = this.#migrations.get(own) ?? new Map<string, Migration>();
    this.#migrations.set(own, ofOwn);
    const migration = ofOwn.get(tenant) ?? this.#create(tenant, own, other);
    ofOwn.set(tenant, migration);
    return migration;
  }

  #newSideOf(tenant: string): Side {
    const side = this.#newOf.get(tenant) ?? (typeof this.#to === "function" ? this.#to(tenant) : this.#to);
    this.#newOf.set(tenant, side);
    return side;
  }
}
