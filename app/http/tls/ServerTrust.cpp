#include "app/http/tls/ServerTrust.h"

#include "app/http/tls/CertificateText.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QFile>
#include <QtNetwork/QHostAddress>
#include <QtNetwork/QSslCertificate>
#include <QtNetwork/QSslConfiguration>

#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

namespace tessera {

using namespace Qt::StringLiterals;

namespace {

QString tr(const char *text)
{
    return QCoreApplication::translate("ServerTrust", text);
}

constexpr int securityLevel = 2; // keys and digests of at least 112 bits, as the TLS library itself asks for
constexpr qint64 largestCaFile = 8 * 1024 * 1024;

void addAuthority(X509_STORE *store, const QByteArray &der)
{
    const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
    if (X509 *certificate = d2i_X509(nullptr, &bytes, long(der.size()))) {
        X509_STORE_add_cert(store, certificate);
        X509_free(certificate);
    }
}

void addSystemAuthorities(X509_STORE *store)
{
#ifdef Q_OS_LINUX
    X509_STORE_set_default_paths(store); // a hashed folder: read when one is needed
#else
    const auto certificates = QSslConfiguration::systemCaCertificates();
    for (const QSslCertificate &certificate : certificates)
        addAuthority(store, certificate.toDer());
#endif
}

void expectHost(X509_VERIFY_PARAM *parameters, const QString &host)
{
    const QString name = host.startsWith(u'[') ? host.mid(1, host.size() - 2) : host;
    QHostAddress address;
    if (address.setAddress(name)) {
        X509_VERIFY_PARAM_set1_ip_asc(parameters, name.toLatin1().constData());
        return;
    }
    const QByteArray plain = name.endsWith(u'.') ? name.chopped(1).toLatin1() : name.toLatin1();
    X509_VERIFY_PARAM_set_hostflags(parameters, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
    X509_VERIFY_PARAM_set1_host(parameters, plain.constData(), std::size_t(plain.size()));
}

int problemsIndex()
{
    static const int index = X509_STORE_CTX_get_ex_new_index(0, nullptr, nullptr, nullptr, nullptr);
    return index;
}

TlsTrust trustIn(const QByteArray &sha256, const QString &host, int port, const QList<TlsException> &exceptions)
{
    TlsTrust trust = TlsTrust::Refused;
    for (const TlsException &exception : exceptions) {
        if (exception.host != host || exception.port != port)
            continue;
        if (exception.sha256 == sha256)
            return TlsTrust::Exception;
        trust = TlsTrust::Replaced;
    }
    return trust;
}

// Notes a problem and lets the verification go on.
int noteProblem(int isGood, X509_STORE_CTX *context)
{
    if (isGood == 1)
        return 1;
    auto *problems = static_cast<QList<TlsProblem> *>(X509_STORE_CTX_get_ex_data(context, problemsIndex()));
    const TlsProblem problem = tlsProblemOfVerifyCode(X509_STORE_CTX_get_error(context));
    if (!problems->contains(problem))
        problems->append(problem);
    return 1;
}

QList<TlsCertificate> chainOf(X509_STORE_CTX *context)
{
    QList<TlsCertificate> chain;
    if (X509 *own = X509_STORE_CTX_get0_cert(context))
        chain.append(certificateOf(own));
    STACK_OF(X509) *others = X509_STORE_CTX_get0_untrusted(context);
    for (int i = 0; i < sk_X509_num(others); ++i) {
        const TlsCertificate certificate = certificateOf(sk_X509_value(others, i));
        if (chain.isEmpty() || certificate != chain.constFirst())
            chain.append(certificate);
    }
    return chain;
}

}

Error TlsVerdict::error(const QString &authority) const
{
    QStringList reasons;
    if (trust == TlsTrust::Replaced)
        reasons.append(tr("it shows another certificate than the one that you trusted there"));
    for (const TlsProblem problem : problems)
        reasons.append(tlsReason(problem, chain.isEmpty() ? TlsCertificate() : chain.constFirst()));
    const QString message = tr("The connection to %1 is not safe: %2.").arg(authority, reasons.join(tr(", and ")));
    if (trust == TlsTrust::Replaced)
        return {ErrorKind::Tls, message,
            tr("Somebody may stand between you and the server. Ask its owner whether it has a new certificate. Only then "
               "forget the old one in the network settings of the environment: the new one can be trusted after that.")};
    return {ErrorKind::Tls, message, tlsAdvice(problems.isEmpty() ? TlsProblem::Other : problems.constFirst())};
}

Result<std::shared_ptr<const ServerTrust>> ServerTrust::make(const QString &caFile, const QList<TlsException> &exceptions)
{
    std::shared_ptr<ServerTrust> trust(new ServerTrust);
    trust->m_exceptions = exceptions;
    trust->m_store.reset(X509_STORE_new(), X509_STORE_free);
    addSystemAuthorities(trust->m_store.get());
    if (caFile.isEmpty())
        return trust;

    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(ErrorKind::Input, tr("The CA file %1 can't be read: %2.").arg(caFile, file.errorString()),
            tr("Choose another in the environment, or leave it empty for the system's authorities alone."));
    const auto certificates = QSslCertificate::fromData(file.read(largestCaFile), QSsl::Pem);
    if (certificates.isEmpty())
        return failure(ErrorKind::Input, tr("The CA file %1 holds no certificate in PEM form.").arg(caFile),
            tr("It should have lines that begin with -----BEGIN CERTIFICATE-----."));
    for (const QSslCertificate &certificate : certificates) {
        trust->m_additional.append(certificate.toDer());
        addAuthority(trust->m_store.get(), certificate.toDer());
    }
    return trust;
}

void ServerTrust::applyTo(SSL_CTX *context) const
{
    SSL_CTX_set1_verify_cert_store(context, m_store.get());
}

TlsVerdict ServerTrust::judge(X509_STORE_CTX *context, const QString &host, int port) const
{
    TlsVerdict verdict;
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_auth_level(parameters, securityLevel);
    expectHost(parameters, host);
    X509_STORE_CTX_set_ex_data(context, problemsIndex(), &verdict.problems);
    X509_STORE_CTX_set_verify_cb(context, noteProblem);
    const bool isDone = X509_verify_cert(context) == 1;
    if (!isDone && verdict.problems.isEmpty())
        verdict.problems.append(TlsProblem::BadCertificate);
    X509_STORE_CTX_set_ex_data(context, problemsIndex(), nullptr);
    // Self-signed says it all; that its authority is unknown follows.
    if (verdict.problems.contains(TlsProblem::SelfSigned))
        verdict.problems.removeAll(TlsProblem::UnknownAuthority);

    verdict.chain = chainOf(context);
    if (!verdict.problems.isEmpty())
        verdict.trust = verdict.chain.isEmpty() ? TlsTrust::Refused : trustIn(verdict.chain.constFirst().sha256, host, port, m_exceptions);
    return verdict;
}

TlsVerdict ServerTrust::judge(const QList<QByteArray> &chain, const QString &host, int port) const
{
    STACK_OF(X509) *certificates = sk_X509_new_null();
    for (const QByteArray &der : chain) {
        const auto *bytes = reinterpret_cast<const unsigned char *>(der.constData());
        if (X509 *certificate = d2i_X509(nullptr, &bytes, long(der.size())))
            sk_X509_push(certificates, certificate);
    }
    TlsVerdict verdict;
    X509_STORE_CTX *context = X509_STORE_CTX_new();
    if (sk_X509_num(certificates) == 0
        || X509_STORE_CTX_init(context, m_store.get(), sk_X509_value(certificates, 0), certificates) != 1) {
        verdict.problems.append(TlsProblem::BadCertificate);
        verdict.trust = TlsTrust::Refused;
    } else {
        X509_STORE_CTX_set_default(context, "ssl_server");
        verdict = judge(context, host, port);
    }
    X509_STORE_CTX_free(context);
    sk_X509_pop_free(certificates, X509_free);
    return verdict;
}

}
