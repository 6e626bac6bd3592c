import { breathing } from '../../breathing'
import { type CollectionNeeds, collectionFile, type WrittenNote } from './anki-collection'
import type { AnkiReview } from './anki-reviews'
import { type ZippedFile, zipped } from './zip'

/** A part of a package on its way into the file: notes first, then reviews, then pictures. Plain data. */
export interface PackagePart {
  notes?: WrittenNote[]
  reviews?: AnkiReview[]
  pictures?: { name: string; bytes: Uint8Array }[]
}
/** Takes a package part by part. */
export interface PackageFile {
  add(part: PackagePart): Promise<void>
  /** The .apkg. */
  finish(): Promise<Uint8Array>
  /** To be called in any case. */
  close(): Promise<void> | void
}
/** Opens one that is to be written; `signal` ends what it is doing. */
export type OpenPackageFile = (needs: CollectionNeeds, signal?: AbortSignal) => Promise<PackageFile>

/** In this thread, with turns for others: the legacy container, with a collection of schema 11. */
export const packageFileHere: OpenPackageFile = async (needs, signal) => {
  const collection = await collectionFile(needs)
  const files: ZippedFile[] = []
  const names: Record<string, string> = {}
  const rest = breathing({ signal })
  return {
    async add({ notes = [], reviews = [], pictures = [] }) {
      for (const note of notes) {
        collection.notes(note)
        await rest()
      }
      for (const review of reviews) {
        collection.reviews(review)
        await rest()
      }
      for (const { name, bytes } of pictures) {
        // Numbered as Anki wants them.
        names[String(files.length)] = name
        files.push({ name: String(files.length), bytes, stored: true })
      }
    },
    finish: () =>
      zipped(
        [
          { name: 'collection.anki2', bytes: collection.finish() },
          { name: 'media', bytes: Buffer.from(JSON.stringify(names)) },
          ...files,
        ],
        needs.now,
      ),
    close: () => collection.close(),
  }
}
