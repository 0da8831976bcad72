#include "ui/response/BodySaver.h"

#include "app/http/BodyStore.h"
#include "app/http/HttpExchange.h"
#include "ui/response/Background.h"
#include "ui/response/NoteBar.h"
#include "ui/response/SuggestedName.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSaveFile>
#include <QtCore/QStandardPaths>
#include <QtWidgets/QFileDialog>

namespace tessera::ui {

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("BodySaver", text);
}

Result<Done> write(const BodyStore &body, const QString &path)
{
    constexpr qint64 piece = 4 * 1024 * 1024;
    QSaveFile file(path);
    const auto fail = [&] {
        return failure(ErrorKind::Storage, tr("The body could not be saved to %1: %2.").arg(path, file.errorString()), tr("Choose another place, or check the free space."));
    };
    if (!file.open(QIODevice::WriteOnly))
        return fail();
    const QByteArrayView bytes = body.bytes();
    for (qint64 at = 0; at < bytes.size(); at += piece) {
        const qint64 length = qMin(piece, bytes.size() - at);
        if (file.write(bytes.data() + at, length) != length)
            return fail();
    }
    if (!file.commit())
        return fail();
    return Done{};
}

}

void saveBody(std::shared_ptr<const BodyStore> body, const QString &path, ResultCompletion<Done> completion)
{
    runInBackground<Result<Done>>([body = std::move(body), path] { return write(*body, path); }, std::move(completion));
}

void askAndSaveBody(QWidget *parent, const HttpExchange &exchange, NoteBar &notes)
{
    const HttpHop &last = exchange.last();
    const QString name = suggestedName(last.headers.value("Content-Disposition"), last.url, last.headers.value("Content-Type"));
    auto *dialog = new QFileDialog(parent, tr("Save the body"), QStandardPaths::writableLocation(QStandardPaths::DownloadLocation));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->selectFile(name);
    QObject::connect(dialog, &QFileDialog::fileSelected, &notes, [&notes, body = exchange.body](const QString &path) {
        saveBody(body, path, {&notes, [path, &notes](const Result<Done> &saved) {
                                  if (saved)
                                      notes.addNote(tr("Saved to %1.").arg(path));
                                  else
                                      notes.addWarning(saved.error().message + u' ' + saved.error().detail);
                              }});
    });
    dialog->open();
}

}
