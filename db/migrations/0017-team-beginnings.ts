import type { MigrationInterface, QueryRunner } from 'typeorm'

/** A view that a whole team begins with. Whoever begins with the list as it is all the same has chosen no view. */
export class TeamBeginnings implements MigrationInterface {
  readonly name = 'TeamBeginnings1700000000017'

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table usual_view_of_team (
        team text not null references post,
        page text not null,
        view uuid not null,
        primary key (team, page),
        foreign key (view, page) references saved_view (id, page) on delete cascade
      );
      create index usual_view_of_team_of on usual_view_of_team (view);
      alter table usual_view alter view drop not null`)
  }

  async down(): Promise<void> {
    throw new Error('History is never taken back: restore a backup instead')
  }
}
